// Writes the drop zone's vendored file and the licences of what is in it: `npm ci --ignore-scripts && node make.mjs [FOLDER]`.
import { readFileSync, readdirSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, "../../src/Ecluse.Host/WebConsole/Assets");
const result = await build({
  absWorkingDir: here, entryPoints: ["entry.js"], bundle: true, format: "esm", platform: "browser", target: "es2022",
  minify: true, legalComments: "none", metafile: true, write: false,
});

const names = [...new Set(Object.keys(result.metafile.inputs).filter(path => path.startsWith("node_modules/"))
  .map(path => path.split("/").slice(1, path.split("/")[1].startsWith("@") ? 3 : 2).join("/")))].sort();
const packages = names.map(name => {
  const from = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(from, "package.json"), "utf8"));
  const file = readdirSync(from).find(one => /^licen[cs]e/i.test(one));
  return { name, version, license, text: file && existsSync(join(from, file)) ? readFileSync(join(from, file), "utf8").trim() : "" };
});
const made = packages.map(one => `${one.name}@${one.version}`).join(" ");
writeFileSync(join(folder, "depot-vendor.js"), `/* Vendored, not ours: ${made}. Licences: /assets/depot-vendor.txt */\n${result.outputFiles[0].text}`);
writeFileSync(join(folder, "depot-vendor.txt"), packages.map(one => `${one.name} ${one.version} (${one.license})\n\n${one.text}\n`).join(`\n${"-".repeat(72)}\n\n`));
console.log(made);
