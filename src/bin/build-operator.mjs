// @ts-check
import { resolve } from 'node:path';
import { compile } from '@inlang/paraglide-js';
import { build } from 'vite';
import { paraglideOptions } from '../lib/i18n/paraglide-options.mjs';

// Bundles the operator's tool, which runs the same commands as the pages without Kit, into plain Node modules.
// Dependencies are not bundled.
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
				config: 'src/lib/server/host-databases.ts',
				// The worker threads (src/lib/server/workers/pool.ts).
				workers: 'src/lib/server/workers/tasks.ts'
			}
		}
	}
});
