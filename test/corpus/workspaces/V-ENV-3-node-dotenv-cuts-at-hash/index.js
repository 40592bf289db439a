require("dotenv").config();
require("elastic-apm-node").start();
