#!/usr/bin/env node
// @ts-check
import { command } from './command.mjs';
import { operate } from './operator.mjs';
import { ensureDependencies, ensureOperator } from './setup.mjs';

await command(async (calledFrom) => {
	await ensureDependencies();
	await ensureOperator();
	return operate(process.argv.slice(2), calledFrom);
});
