import { dictionary } from '@zxcvbn-ts/language-common';
import { describe, expect, it } from 'vitest';
import { isCommon } from './common-passwords';
import { hashPassword, passwordFaults, verifyPassword, dummyPasswordHash } from './password';

describe('hashPassword and verifyPassword', () => {
	it("use argon2id at OWASP's recommended cost", async () => {
		expect(await hashPassword('fjell fjord foss')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	});

	it('give two hashes for one password, which match no other', async () => {
		const [one, other] = await Promise.all([
			hashPassword('fjell fjord foss'),
			hashPassword('fjell fjord foss')
		]);
		expect(one).not.toBe(other);
		expect(await verifyPassword(one, 'fjell fjord foss')).toBe(true);
		expect(await verifyPassword(other, 'fjell fjord foss')).toBe(true);
		expect(await verifyPassword(one, 'Fjell fjord foss')).toBe(false);
	});

	it('match "å" in any Unicode normalization', async () => {
		const hash = await hashPassword('p\u00e5 en b\u00e5t p\u00e5 fjorden');
		expect(await verifyPassword(hash, 'pa\u030a en ba\u030at pa\u030a fjorden')).toBe(true);
	});

	it('take as long for an unknown account', async () => {
		const cost = (hash: string) => hash.split('$').slice(0, 4);
		expect(cost(dummyPasswordHash)).toEqual(cost(await hashPassword('fjell fjord foss')));
		expect(await verifyPassword(null, 'fjell fjord foss')).toBe(false);
		expect(await verifyPassword(null, '')).toBe(false);
	});
});

describe('passwordFaults', () => {
	it.each([
		'passordpassord',
		'passord123456',
		'Passord2026!',
		'p4ssw0rd2025',
		'qwertyuiop12',
		'sommer202612',
		'test12345678',
		'telemark2025!',
		'123456789012',
		'111111111111',
		'abababababab',
		'velkommen til'.replace(' til', '2026'),
		'zxcvbnmasdfgh',
		'helsefellesskapet',
		'framdrift2026',
		'1q2w3e4r5t6y',
		'admin admin admin',
		'847392018374',
		'sommer2026sommer',
		'sommar-2026!!',
		'høst2026høst',
		'hoest20262026',
		'hemmeleg2026!',
		'desember-2026',
		'laurdag123456',
		'rosenborg1917',
		'brann brann 1908',
		'skien-porsgrunn',
		'kari.nordmann1',
		'ola-nordmann1',
		'jegelskerdeg1',
		'kj@rlighet2026',
		'drossapdrossap',
		'qwertyuiopå123',
		'sykehuset telemark'
	])('rejects %s as common', (password) => {
		expect(isCommon(password.toLowerCase())).toBe(true);
	});

	it('rejects the 3 000 most common passwords, the first ones also followed by a year', () => {
		const common = dictionary['passwords-common'].slice(0, 3000);
		const dated = common.slice(0, 200).map((password) => `${password}2026`);
		expect([...common, ...dated].filter((password) => !isCommon(password))).toEqual([]);
	});

	it.each(['passord', 'p@$$w0rd!', 'aA@4$5s0oO1l!|', '4@48({[<69&1|!7+$5%20'])(
		'estimates a password of repeated %s within two seconds',
		(piece) => {
			isCommon('warm-up');
			const started = performance.now();
			isCommon(piece.repeat(200).slice(0, 200).toLowerCase());
			expect(performance.now() - started).toBeLessThan(2000);
		}
	);

	it.each([
		'fjell fjord foss',
		'korrekt hest batteri stift',
		'a7#9$2@1!5%8',
		'xk29-vemo-ruth',
		'ni kvite hestar ved elva',
		'blåbær under gran',
		'tre elgar drikk te',
		'Sommerfugl på 14 rabarbra'
	])('accepts %s', (password) => {
		expect(isCommon(password)).toBe(false);
	});

	it.each([
		['kari.nordmann@kommune.test', 'kari.nordmann@kommune.test', ['password-is-email']],
		['kari.nordmann@kommune.test', 'Kari.Nordmann2026', ['password-is-email']],
		['kari@kommune.test', 'kari drikk kaffi i regnet', []],
		['ab@kommune.test', 'fabelaktige abborar', []],
		['kari@kommune.test', 'Passord123456', ['password-common']]
	])('gives for %s with %s the faults %j', (email, password, codes) => {
		expect(passwordFaults(password, email).map(({ code }) => code)).toEqual(codes);
	});
});
