import { readFile } from 'node:fs/promises';
import { verifyArchive } from '$lib/server/documents/verify-archive';
import { CommandError, UsageError, type Command } from './command';

const pageOf = { review: 'review', minutes: 'meeting' };

export const verifyArchiveFile: Command = {
	usage: 'FILE [--seal SHA256]',
	summary:
		'check the archive or content.json of a review or meeting: every file as it was packed, and its seal',
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
		const { of, files } = verified;
		const compared =
			seal === undefined ? `compare it with the one on the ${pageOf[of.kind]}’s page` : 'as given';
		const what =
			of.kind === 'review' ? `review ${of.round}` : `minutes of ${of.body}, ${of.day}, version ${of.version}`;
		const whole = files === 1 ? 'is whole' : `is whole, ${files} files`;
		print(`${named} ${whole}: ${what}, seal ${verified.seal} (${compared}).`);
	}
};
