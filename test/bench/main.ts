// `npm run bench` times the engine, `npm run bench -- page` the page in a browser.
if (process.argv[2] === "page") await import("./page-bench.ts");
else await import("./bench.ts");
