import { writeFile } from 'node:fs/promises';
import { exportPartnership } from '$lib/server/plan-file/export-partnership';
import { importPartnership, parsePartnershipFile } from '$lib/server/plan-file/import-partnership';
import { loadAllPlans } from '$lib/server/plans/queries';
import { operator } from './actor';
import { CommandError, type Command } from './command';
import { valueOrFail } from './command-result';
import { withCurrentDatabase, withMigratedDatabase } from './configured-database';
import { readJsonFile } from './plan';

export const partnershipImport: Command = {
	usage: 'FILE',
	summary: 'take in the meetings and decisions of a partnership that has none',
	async run({ positionals: [named = ''], resolvePath, print, now }) {
		const file = await readJsonFile(resolvePath(named), named, parsePartnershipFile);
		const { meetings, decisions } = await withMigratedDatabase(async (db) =>
			valueOrFail(await importPartnership({ db, actor: operator, now }, file), named)
		);
		print(`Imported into ${file.partnership}: ${meetings} meetings, ${decisions} decisions.`);
	}
};

export const partnershipExport: Command = {
	usage: '[FILE] [--partnership SLUG]',
	summary:
		'write the called meetings and published decisions of a partnership, to FILE or to standard output',
	options: { partnership: { type: 'string' } },
	async run({ positionals: [named], optionValues, resolvePath, print }) {
		const [slug] = optionValues('partnership');
		const text = await withCurrentDatabase(async ({ read }) => {
			const { partnerships } = await loadAllPlans(read);
			const found = partnerships.find((one) => slug === undefined || one.slug === slug);
			return found ? exportPartnership(read, found.id) : null;
		});
		if (text === null) throw new CommandError(`There is no partnership ${slug ?? 'in the database'}.`);
		if (named === undefined) return print(text.trimEnd());
		await writeFile(resolvePath(named), text);
	}
};
