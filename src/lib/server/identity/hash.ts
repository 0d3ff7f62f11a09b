import { createHash } from 'node:crypto';

/**
 * Returns the SHA-256 in hex. Suitable for random values (session ids, set-up links) and for recognizing
 * subjects of the rate limit; never for passwords.
 */
export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
