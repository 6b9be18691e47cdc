// `npm run bench` times the engine, `npm run bench -- page` the page in a browser, `npm run bench -- counties` run --all over many.
if (process.argv[2] === "page") await import("./page-bench.ts");
else if (process.argv[2] === "counties") await import("./counties.ts");
else await import("./bench.ts");
