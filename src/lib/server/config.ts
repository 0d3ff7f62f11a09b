import { z } from 'zod';

const address = z.string().regex(/^(file:|https?:\/\/|libsql:\/\/)/, 'must begin with file:, http(s):// or libsql://');

/** What the environment may say (contract: "Environment"). */
const environment = z.object({
	DATABASE_URL: address.default('file:data/framdrift.db'),
	DATABASE_AUTH_TOKEN: z.string().min(1).optional(),
	DATABASE_REPLICA: z.string().min(1).optional(),
	ORIGIN: z.url({ protocol: /^https?$/, error: 'must be an address such as https://plan.example.no' }).optional(),
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
	/** Set by the demo alone: says on every page that the evaluations are examples. */
	FRAMDRIFT_DEMO: z.enum(['1']).optional()
});

export type Config = z.infer<typeof environment>;

/**
 * Reads and checks the environment. Empty variables count as unset.
 *
 * @throws Error with one sentence that names the first wrong variable
 */
export function readConfig(env: Record<string, string | undefined>): Config {
	const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = environment.safeParse(set);
	if (parsed.success) return parsed.data;
	const issue = parsed.error.issues[0];
	throw new Error(`${issue?.path.join('.')} ${issue?.message ?? 'is not valid'}.`);
}
