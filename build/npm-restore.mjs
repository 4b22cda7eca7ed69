// Runs `npm ci --ignore-scripts` at the top of the repository when package-lock.json has changed since the last time.
// Builds that meet here wait for one another: the lock is a folder, whose creation is atomic everywhere.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lock = join(root, ".npm-restore.lock");
const stamp = join(root, "node_modules", ".tacweb-stamp");
const staleMilliseconds = 10 * 60 * 1000;

const wanted = createHash("sha256").update(readFileSync(join(root, "package-lock.json"))).digest("hex");
const restored = () => { try { return readFileSync(stamp, "utf8") === wanted; } catch { return false; } };
const pause = milliseconds => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
const age = () => { try { return Date.now() - statSync(lock).mtimeMs; } catch { return 0; } };

for (;;) {
  try { mkdirSync(lock); break; } catch (error) { if (error.code !== "EEXIST") throw error; }
  if (age() > staleMilliseconds) { try { rmdirSync(lock); } catch { /* another build removed it */ } } else pause(250);
}

// Without a home folder npm would make a folder named "~" here for its cache.
function install() {
  const homeless = process.platform !== "win32" && !process.env.HOME;
  const cache = homeless ? mkdtempSync(join(tmpdir(), "tacweb-npm-")) : undefined;
  const env = homeless ? { ...process.env, HOME: cache, npm_config_cache: cache } : process.env;
  const npm = spawnSync("npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier", { cwd: root, env, stdio: "inherit", shell: true });
  if (homeless) rmSync(cache, { recursive: true, force: true });
  return npm.status ?? 1;
}

let status = 0;
try {
  if (!restored()) {
    status = install();
    if (status === 0) writeFileSync(stamp, wanted);
    else console.error("error : 'npm ci' failed: the build takes ONNX Runtime and libvips from the npm registry.");
  } else {
    writeFileSync(stamp, wanted); // newer than the lock file again
  }
} finally {
  rmdirSync(lock);
}
process.exit(status);
