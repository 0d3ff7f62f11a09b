import { expect, it } from 'vitest';
import { signInDestination } from './destination';

it.each([
	['/report', '/report'],
	['/measures/3.2?year=2026&tab=a#here', '/measures/3.2?year=2026&tab=a'],
	['/', '/'],
	['/nn/report', '/report'],
	['/areas/../reviews', '/reviews'],
	['/login%2f..', '/login%2f..']
])('accepts %s', (next, path) => {
	expect(signInDestination(next, 'nb')).toBe(path);
	expect(signInDestination(next, 'nn')).toBe(path === '/' ? '/nn' : `/nn${path}`);
});

it.each([
	[null, '/plans/agder'],
	['/', '/plans/agder'],
	['/login', '/plans/agder'],
	['//evil.example', '/plans/agder'],
	['/report', '/plans/agder/report'],
	['/start?a=b', '/plans/agder/start?a=b'],
	['/areas/1', '/areas/1'],
	['/account', '/account'],
	['/plans/telemark/report', '/plans/telemark/report']
])('leads a reader of another partnership from %s to %s', (next, path) => {
	const home = { homePlan: 'agder', landing: '/' } as const;
	expect(signInDestination(next, 'nb', home)).toBe(path);
	expect(signInDestination(next, 'en', home)).toBe(`/en${path}`);
	expect(signInDestination('/', 'nb', { homePlan: null, landing: '/account' })).toBe('/account');
});

it.each([
	undefined,
	null,
	'',
	'report',
	'//evil.example',
	'///evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'/\\/evil.example',
	'/\t/evil.example',
	'/\n/evil.example',
	'/.//evil.example',
	'/nn//evil.example',
	'/nn/..//evil.example',
	'/nn///evil.example',
	'/en/%2e%2e//evil.example',
	'/%2e%2e//evil.example',
	'/en/.//evil.example',
	'/en\\\\evil.example',
	' //evil.example',
	'https://evil.example/',
	'http:evil.example',
	'HTTPS:/evil.example',
	'javascript:alert(1)',
	'data:text/html,x',
	'@evil.example',
	'//user@evil.example',
	'//[',
	'http://here.invalid/report',
	'/login',
	'/nn/login?next=/report',
	'/logout'
])('returns the overview for %j', (next) => {
	expect(signInDestination(next, 'nb')).toBe('/');
	expect(signInDestination(next, 'nn')).toBe('/nn');
});

it.each([
	'/\u0000',
	`/${'a'.repeat(100)}`,
	'/å?ø=æ',
	'/a//b',
	'/nn',
	'/ni',
	'/%5cevil.example',
	'/:@evil.example',
	'/nn/nn//evil.example',
	'/nn/en///evil.example',
	'/nn/nn/nn//evil.example'
])('returns a path on this site for %j', (next) => {
	for (const locale of ['nb', 'nn', 'en'] as const) {
		const answer = signInDestination(next, locale);
		expect(new URL(answer, 'https://framdrift.test').origin).toBe('https://framdrift.test');
		expect(answer).toMatch(/^\/(?![/\\])/);
	}
});
