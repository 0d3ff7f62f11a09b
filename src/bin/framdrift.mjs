#!/usr/bin/env node
// @ts-check
import { runScript } from './command.mjs';
import { runOperator } from './operator.mjs';
import { ensureDependencies, ensureOperator } from './setup.mjs';

await runScript(async (calledFrom) => {
	await ensureDependencies();
	await ensureOperator();
	return runOperator(process.argv.slice(2), calledFrom);
});
