/** Reads a text as the format that it was told to be: the one place that knows every reader. */
import { readAnacrontab } from "../read/anacrontab";
import { readCrontab } from "../read/crontab";
import { readDockerfile } from "../read/dockerfile";
import { readDotenv } from "../read/dotenv";
import { readHcl } from "../read/hcl";
import { readHttpFile } from "../read/httpFile";
import { readIni } from "../read/ini";
import { readJson } from "../read/json";
import { readLogstash } from "../read/logstash";
import { readPowerShell } from "../read/powershell";
import { readProperties } from "../read/properties";
import type { Budget, Reading } from "../read/reading";
import { readShell } from "../read/shell";
import { readSystemd } from "../read/systemd";
import { readYaml, type YamlMemory } from "../read/yaml";
import type { FormatTell } from "./formats";

/** Never throws; a memory, the same one for each version of a text, makes the next time cheaper. */
export function readAs(text: string, tell: FormatTell, budget: Budget, memory?: YamlMemory): Reading {
  switch (tell.format) {
    case "yaml":
      return readYaml(text, budget, memory);
    case "crontab":
      return tell.anacron ? readAnacrontab(text, budget) : readCrontab(text, { system: tell.system ?? "auto" }, budget);
    case "shell":
      return readShell(text, budget);
    case "powershell":
      return readPowerShell(text, budget);
    case "dotenv":
      return readDotenv(text, tell.dialect ?? "any", budget);
    case "systemd":
      return readSystemd(text, budget);
    case "dockerfile":
      return readDockerfile(text, budget);
    case "json":
      return readJson(text, budget);
    case "hcl":
      return readHcl(text, budget);
    case "properties":
      return readProperties(text, budget);
    case "ini":
      return readIni(text, budget, tell.php ? "php" : "any");
    case "http":
      return readHttpFile(text, budget);
    case "logstash":
      return readLogstash(text, budget);
  }
}
