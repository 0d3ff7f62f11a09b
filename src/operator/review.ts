import { readFile } from 'node:fs/promises';
import { verifyArchive } from '$lib/server/documents/verify-archive';
import { CommandError, UsageError, type Command } from './command';

export const reviewVerify: Command = {
	usage: 'FILE [--seal SHA256]',
	summary: 'check a review’s archive or content.json: every file as it was packed, and which seal it bears',
	options: { seal: { type: 'string' } },
	async run({ positionals: [named = ''], optionValues, resolvePath, print }) {
		const [seal] = optionValues('seal');
		if (seal !== undefined && !/^[\da-f]{64}$/i.test(seal))
			throw new UsageError('--seal takes the 64 letters and digits of a SHA-256');
		const bytes = await readFile(resolvePath(named)).catch((error: NodeJS.ErrnoException) => {
			throw new CommandError(
				error.code === 'ENOENT' ? `There is no file ${named}.` : `${named} cannot be read: ${error.message}.`
			);
		});
		const verified = verifyArchive(bytes, seal);
		if (!verified.ok) throw new CommandError(`${named} is not as it was sealed: ${verified.fault}.`);
		const { round, files } = verified;
		const compared = seal === undefined ? 'compare it with the one on the review’s page' : 'as given';
		const whole = files === 1 ? 'is whole' : `is whole, ${files} files`;
		print(`${named} ${whole}: review ${round}, seal ${verified.seal} (${compared}).`);
	}
};
