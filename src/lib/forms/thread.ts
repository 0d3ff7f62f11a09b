import { z } from 'zod';

/** More than any plan has of one kind. */
const most = 200;

const codes = z
	.array(z.string('unreadable').trim().min(1, 'unreadable').max(60, 'unreadable'), 'unreadable')
	.max(most, 'unreadable')
	.default([]);

/**
 * A measure's threads as their form posts them: a list of codes for each kind, none where no box is
 * ticked, with the version they were ticked from. Which codes there are is the plan's to know.
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
