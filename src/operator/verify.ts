import { checkIntegrity } from '$lib/server/database/maintenance';
import { verifySeals } from '$lib/server/reviews/verify-seals';
import { CommandError, type Command } from './command';
import { faultCount } from './command-result';
import { withCurrentDatabase } from './configured-database';

export const verify: Command = {
	usage: '',
	summary: 'check the database’s structure, its references and every review’s seal',
	async run({ print }) {
		await withCurrentDatabase(async (database) => {
			const { checked, broken } = await verifySeals(database.read);
			const faults = [
				...(await checkIntegrity(database)),
				...broken.map(
					(one) => `review ${one.round}, version ${one.version}: its content does not match its seal`
				)
			];
			if (faults.length > 0) throw new CommandError(`The database has ${faultCount(faults.length)}.`, faults);
			print(`The database is whole; ${checked} reviews are as they were sealed.`);
		});
	}
};
