import { createHash } from 'node:crypto';

/**
 * SHA-256 in hex. Enough for what is random to begin with (session ids, set-up links) or must only
 * be recognised again (subjects of the limiter); never for passwords.
 */
export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
