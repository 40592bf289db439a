// Loaded into the VS Code server before its own code (`node --import`). It ends the server's whole process group when
// the process that started it is gone: a runner that was killed outright can clean up nothing itself.

const parent = process.ppid;

if (process.argv[1]?.endsWith("server-main.js") && process.platform !== "win32") {
  setInterval(() => {
    // The server leads a group of its own (scripts/processes.mjs), so this reaches it and its children and nobody else.
    if (process.ppid !== parent) process.kill(0, "SIGKILL");
  }, 1000).unref();
}
