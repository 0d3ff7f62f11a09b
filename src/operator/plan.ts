import { readFile, writeFile } from 'node:fs/promises';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import type { Queryable } from '$lib/server/database/database';
import { countDecisionReferences } from '$lib/server/plan-file/decision-references';
import { checkExisting, checkSeals, importPlan } from '$lib/server/plan-file/import';
import { exportPlan } from '$lib/server/plan-file/export';
import { parsePlanFile, type ParsedFile } from '$lib/server/plan-file/parse';
import { loadAllPlans, type Plan } from '$lib/server/plans/queries';
import { operator } from './actor';
import { CommandError, type Command } from './command';
import { faultCount, valueOrFail } from './command-result';
import { hasDatabase, withCurrentDatabase, withMigratedDatabase } from './configured-database';

/**
 * Reads a plan file.
 *
 * @throws CommandError with the path of every fault and what was expected there
 */
export async function readPlanFile(path: string, named: string): Promise<PlanFile> {
	return readJsonFile(path, named, parsePlanFile);
}

/**
 * Reads a file and parses it.
 *
 * @throws CommandError with the path of every fault and what was expected there
 */
export async function readJsonFile<File>(
	path: string,
	named: string,
	parse: (text: string) => ParsedFile<File>
): Promise<File> {
	const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
		throw new CommandError(
			error.code === 'ENOENT' ? `There is no file ${named}.` : `${named} cannot be read: ${error.message}.`
		);
	});
	const read = parse(decodePlanFile(bytes, named));
	if (read.ok) return read.file;
	const details = read.faults.map(({ path: where, expected }) => `${where || 'the file'}: ${expected}`);
	throw new CommandError(`${named} is refused: ${faultCount(details.length)}.`, details);
}

/** Decodes UTF-8, with or without a byte order mark. Other encodings would change letters unseen. */
function decodePlanFile(bytes: Uint8Array, named: string): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		throw new CommandError(`${named} is not in UTF-8. Save it in that encoding and try again.`);
	}
}

/**
 * Returns a plan by its slug.
 *
 * @throws CommandError with the slugs of all plans, if none has this slug
 */
export async function planBySlug(read: Queryable, slug: string): Promise<Plan> {
	const { plans } = await loadAllPlans(read);
	const found = plans.find((one) => one.slug === slug);
	if (found) return found;
	throw new CommandError(
		`There is no plan ${slug}; there are ${plans.map((one) => one.slug).join(', ') || 'none'}.`
	);
}

export const planImport: Command = {
	usage: 'FILE',
	summary: 'take a whole plan in; refuses one that is here already',
	async run({ positionals: [named = ''], resolvePath, print, now }) {
		const file = await readPlanFile(resolvePath(named), named);
		const unlinked = await withMigratedDatabase(async (db) => {
			const { planId } = valueOrFail(await importPlan({ db, actor: operator, now }, file), named);
			return countDecisionReferences(db.read, planId);
		});
		print(
			`Imported ${file.plan.slug}: ${file.plan.measures.length} measures, ${file.plan.rounds.length} rounds.`
		);
		if (unlinked > 0)
			print(
				`${unlinked} of ${file.plan.decisions?.length} decisions it names are not here; they are kept as words, and linked by partnership import.`
			);
	}
};

export const planExport: Command = {
	usage: '[FILE] [--plan SLUG] [--seats]',
	summary: 'write a plan, to FILE or to standard output: the current one, or the one named; seats on request',
	options: { plan: { type: 'string' }, seats: { type: 'boolean' } },
	async run({ positionals: [named], optionValues, hasFlag, resolvePath, print }) {
		const text = await withCurrentDatabase(async ({ read }) => {
			const [slug] = optionValues('plan');
			const planId = slug === undefined ? undefined : (await planBySlug(read, slug)).id;
			return exportPlan(read, planId, { seats: hasFlag('seats') });
		});
		if (text === null) throw new CommandError('There is no plan in the database.');
		if (named === undefined) return print(text.trimEnd());
		await writeFile(resolvePath(named), text);
	}
};

export const planValidate: Command = {
	usage: 'FILE',
	summary: 'say whether FILE could be imported, into the database if there is one, without importing it',
	async run({ positionals: [named = ''], resolvePath, print }) {
		const file = await readPlanFile(resolvePath(named), named);
		valueOrFail(checkSeals(file), named);
		if (hasDatabase()) valueOrFail(await withCurrentDatabase(({ read }) => checkExisting(read, file)), named);
		print(
			`${named} is a valid plan file: ${file.plan.measures.length} measures, ${file.plan.rounds.length} rounds.`
		);
	}
};
