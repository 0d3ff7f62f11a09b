import { hash, verify } from '@node-rs/argon2';
import type { ValidationError } from '$lib/domain/result';
import { isCommon } from './common-passwords';

/** Argon2id as OWASP's cheat sheet asks at least: 19 MiB, two passes, one lane; about 15 ms. */
const argon2Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of 32 random bytes nobody kept: what is compared against where there is no account. */
export const dummyPasswordHash =
	'$argon2id$v=19$m=19456,t=2,p=1$V7pcTUPrO6hNblNoJSRMWQ$fX16fDTtUs9KZxAeBoRt8+wH2BPmK6700YkVih3VGKw';

/** The same letters give the same password however a keyboard composes them ("å" in two ways). */
function normalizePassword(password: string): string {
	return password.normalize('NFKC');
}

export function hashPassword(password: string): Promise<string> {
	return hash(normalizePassword(password), argon2Options);
}

/**
 * Whether the password is the one that was hashed. Takes as long where there is no hash to compare
 * with, so that time does not tell which accounts exist.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
	const matches = await verify(passwordHash ?? dummyPasswordHash, normalizePassword(password));
	return matches && passwordHash !== null;
}

/** What is wrong with a password for this account beyond its length, which the form's shape holds. */
export function passwordFaults(password: string, email: string): ValidationError[] {
	const given = normalizePassword(password).toLowerCase();
	const [name = ''] = email.split('@');
	const beside = given.replaceAll(name, '').replace(/[^\p{L}]/gu, '');
	if (given.includes(email) || (name.length >= 3 && given.includes(name) && beside.length < 4))
		return [{ field: 'password', code: 'password-is-email' }];
	return isCommon(given) ? [{ field: 'password', code: 'password-common' }] : [];
}
