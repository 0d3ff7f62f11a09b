import { hash, verify } from '@node-rs/argon2';
import type { ValidationError } from '$lib/domain/result';
import { isCommon } from './common-passwords';

/** Argon2id with OWASP's minimum parameters: 19 MiB, two passes, one lane; takes about 15 ms. */
const argon2Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hash of 32 discarded random bytes, to compare with if there is no account. */
export const dummyPasswordHash =
	'$argon2id$v=19$m=19456,t=2,p=1$V7pcTUPrO6hNblNoJSRMWQ$fX16fDTtUs9KZxAeBoRt8+wH2BPmK6700YkVih3VGKw';

/** Normalizes a password, because keyboards compose "å" in two ways. */
function normalizePassword(password: string): string {
	return password.normalize('NFKC');
}

export function hashPassword(password: string): Promise<string> {
	return hash(normalizePassword(password), argon2Options);
}

/**
 * True if the password matches the hash. Takes as long without a hash, so that timing does not reveal which
 * accounts exist.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
	const matches = await verify(passwordHash ?? dummyPasswordHash, normalizePassword(password));
	return matches && passwordHash !== null;
}

/** Returns the faults of a password for an account, except its length, which the form checks. */
export function passwordFaults(password: string, email: string): ValidationError[] {
	const given = normalizePassword(password).toLowerCase();
	const [name = ''] = email.split('@');
	const beside = given.replaceAll(name, '').replace(/[^\p{L}]/gu, '');
	if (given.includes(email) || (name.length >= 3 && given.includes(name) && beside.length < 4))
		return [{ field: 'password', code: 'password-is-email' }];
	return isCommon(given) ? [{ field: 'password', code: 'password-common' }] : [];
}
