import { z } from 'zod';

const nonEmptyText = z.string().min(1);

const databaseUrl = z
	.string()
	.regex(/^(file:.|https?:\/\/|libsql:\/\/)/, 'must begin with file:, http(s):// or libsql://');

const originError = 'must be an address without a path, such as https://plan.example.no';
const origin = z
	.url({ protocol: /^https?$/, error: originError, abort: true })
	.refine((value) => new URL(value).href === `${new URL(value).origin}/`, originError)
	.transform((value) => new URL(value).origin);

/** A database of its own for the partnership at an address. */
const hostDatabase = z.strictObject({
	url: databaseUrl,
	authToken: nonEmptyText.optional(),
	replica: nonEmptyText.optional()
});

/** Databases by origin, as JSON. */
const hostDatabases = z
	.string()
	.transform((text, context): unknown => {
		try {
			return JSON.parse(text);
		} catch {
			context.addIssue({ code: 'custom', message: 'must be JSON' });
			return z.NEVER;
		}
	})
	.pipe(
		z.record(origin, hostDatabase, {
			error: ({ code }) =>
				code === 'invalid_key' ? originError : 'must be an object of databases by address'
		})
	)
	.refine((all) => Object.keys(all).length > 0, 'must name at least one address')
	.refine((all) => isDistinct(Object.keys(all).map((one) => new URL(one).hostname)), {
		error: 'must name hosts that differ by more than their port: browsers send both the same cookies'
	})
	.refine((all) => isDistinct(Object.values(all).map(({ url }) => url)), 'must name each database once')
	.refine((all) => isDistinct(Object.values(all).flatMap(({ replica }) => replica ?? [])), {
		error: 'must name a replica of its own for each database'
	});

const isDistinct = (all: readonly string[]) => new Set(all).size === all.length;

const integerBetween = (from: number, to: number) => {
	const error = `must be a whole number from ${from} to ${to}`;
	return z
		.string()
		.regex(/^\d+$/, error)
		.transform(Number)
		.pipe(z.int(error).min(from, error).max(to, error));
};

/** The variables of the environment. */
const environmentSchema = z
	.object({
		/** 0 for any free port. */
		PORT: integerBetween(0, 65_535).default(3000),
		/** Defaults to loopback for the demo and to all interfaces in production. */
		HOST: nonEmptyText.optional(),
		ORIGIN: origin.optional(),
		DATABASE_URL: databaseUrl.default('file:data/framdrift.db'),
		DATABASE_AUTH_TOKEN: nonEmptyText.optional(),
		DATABASE_REPLICA: nonEmptyText.optional(),
		/** Instead of the three above: a database for each origin (host-databases.ts). */
		DATABASES: hostDatabases.optional(),
		/** Folder for the server's daily backups. */
		BACKUP_FOLDER: nonEmptyText.optional(),
		/** Number of daily backups to keep. */
		BACKUP_KEEP: integerBetween(1, 1000).default(30),
		/** Opens `/metrics` to whoever sends it. */
		METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
		SMTP_URL: z
			.string()
			.regex(/^smtps?:\/\/./, 'must begin with smtp:// or smtps://')
			.optional(),
		MAIL_FROM: z
			.string()
			.regex(
				/^([^<>]* <[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
				'must be an address, or a name and <an address>'
			)
			.optional(),
		OIDC_ISSUER: z
			.url({ protocol: /^https?$/, error: 'must be the address of an OpenID provider' })
			.optional(),
		OIDC_CLIENT_ID: nonEmptyText.optional(),
		OIDC_CLIENT_SECRET: nonEmptyText.optional(),
		DEMO_PASSWORD: nonEmptyText.optional(),
		ADDRESS_HEADER: z
			.string()
			.regex(/^[\w-]+$/, 'must be the name of a header')
			.optional(),
		XFF_DEPTH: integerBetween(1, 100).optional(),
		LOG_LEVEL: z
			.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
				error: 'must be one of fatal, error, warn, info, debug, trace and silent'
			})
			.default('info'),
		/** Set by the demo only: every page says that its evaluations are examples. */
		FRAMDRIFT_DEMO: z.enum(['1']).optional()
	})
	.superRefine((set, context) => {
		const needs = (name: keyof typeof set, other: keyof typeof set) => {
			if (set[name] !== undefined && set[other] === undefined)
				context.addIssue({ code: 'custom', path: [other], message: `must be set where ${name} is` });
		};
		needs('SMTP_URL', 'MAIL_FROM');
		needs('OIDC_ISSUER', 'OIDC_CLIENT_ID');
		needs('OIDC_CLIENT_ID', 'OIDC_ISSUER');
		needs('OIDC_CLIENT_SECRET', 'OIDC_ISSUER');
		needs('XFF_DEPTH', 'ADDRESS_HEADER');
		if (set.BACKUP_FOLDER && !set.DATABASE_REPLICA && !set.DATABASE_URL.startsWith('file:'))
			context.addIssue({
				code: 'custom',
				path: ['BACKUP_FOLDER'],
				message: 'needs a DATABASE_URL that is a file, or a DATABASE_REPLICA'
			});
		if (set.DATABASE_REPLICA !== undefined && set.DATABASE_URL.startsWith('file:'))
			context.addIssue({
				code: 'custom',
				path: ['DATABASE_REPLICA'],
				message: 'needs a DATABASE_URL on another machine to follow'
			});
	});

export type Config = z.infer<typeof environmentSchema>;

/**
 * Reads and checks the environment. Empty variables count as unset.
 *
 * @throws Error with one sentence that names the first invalid variable
 */
export function readConfig(env: Record<string, string | undefined>): Config {
	const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = environmentSchema.safeParse(set);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new Error(`${issue?.path.join('.')} ${issue?.message ?? 'is not valid'}.`);
}
