import { storageFaults } from '$lib/server/database/storage';
import { checkSeals } from '$lib/server/reviews/seals';
import { Failure, type Command } from './command';
import { counted } from './refusal';
import { withCurrentDatabase } from './storage';

export const verify: Command = {
	usage: '',
	summary: 'check the database’s structure, its references and every review’s seal',
	async run({ print }) {
		await withCurrentDatabase(async (database) => {
			const { checked, broken } = await checkSeals(database.read);
			const faults = [
				...(await storageFaults(database)),
				...broken.map(
					(one) => `review ${one.round}, version ${one.version}: its content does not match its seal`
				)
			];
			if (faults.length > 0) throw new Failure(`The database has ${counted(faults.length)}.`, faults);
			print(`The database is whole; ${checked} reviews are as they were sealed.`);
		});
	}
};
