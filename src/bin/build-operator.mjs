// @ts-check
import { resolve } from 'node:path';
import { compile } from '@inlang/paraglide-js';
import { build } from 'vite';
import { paraglideOptions } from '../lib/i18n/paraglide-options.mjs';

// The operator's tool runs the same commands as the pages, without Kit: bundled from TypeScript
// into plain Node modules, dependencies left where they are.
await compile(paraglideOptions);
await build({
	configFile: false,
	publicDir: false,
	logLevel: 'warn',
	resolve: { alias: { $lib: resolve('src/lib') } },
	build: {
		ssr: true,
		target: 'node20',
		outDir: 'build/operator',
		emptyOutDir: true,
		sourcemap: true,
		rolldownOptions: {
			input: {
				main: 'src/operator/main.ts',
				config: 'src/lib/server/config.ts',
				// The thread that papers are made in (src/lib/server/http/documents.ts).
				papers: 'src/lib/server/documents/worker.ts',
				// The thread that workbooks are read in (src/lib/server/http/workbook.ts).
				workbooks: 'src/lib/server/workbooks/worker.ts'
			}
		}
	}
});
