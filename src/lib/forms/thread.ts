import { z } from 'zod';

/** Upper limit above any plan's number of one kind. */
const most = 200;

const codes = z
	.array(z.string('unreadable').trim().min(1, 'unreadable').max(60, 'unreadable'), 'unreadable')
	.max(most, 'unreadable')
	.default([]);

/**
 * Form of a measure's links: a list of codes for each kind, empty if no box is checked, and the version it is
 * based on. The command checks that the plan has the codes.
 */
export const threadsForm = z
	.object(
		{
			version: z
				.string('unreadable')
				.regex(/^\d{1,9}$/, 'unreadable')
				.transform(Number),
			values: codes,
			challenges: codes,
			opportunities: codes,
			furtherAreas: codes,
			partners: codes,
			reason: z.string('unreadable').trim().max(4000, 'too-long').default('')
		},
		'unreadable'
	)
	.transform(({ version, reason, ...threads }) => ({ version, threads, reason: reason || undefined }));
