/**
 * Words that guessed passwords are made of, in Norwegian and English, with this product's own and
 * the region's. Twelve letters or more are seldom one such word: they are several, or one with
 * figures after it, so it is the building that is refused and not a list of finished passwords.
 */
const words = new Set(
	`password passord passordet passwort parola secret hemmelig hemmeleg login logginn welcome velkommen velkomen
	admin administrator root user bruker brukar test testing demo default guest gjest changeme endremeg letmein
	qwerty qwertyuiop qwertz asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qazwsxedc poiuyt
	abc abcd abcdef abcdefgh abcdefghijkl iloveyou jegelskerdeg elsker love kjærlighet monkey dragon master
	superman batman football fotball baseball soccer princess prinsesse sunshine solskinn shadow whatever trustno
	starwars pokemon computer internet michael jordan charlie hello hallo heisann hei
	sommer sommar summer vinter winter vår spring høst haust autumn januar februar mars april mai juni juli
	august september oktober november desember mandag måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag
	søndag norge noreg norway telemark vestfold skien porsgrunn notodden kragerø bamble drangedal nome tinn
	hjartdal seljord kviteseid nissedal fyresdal tokke vinje siljan grenland oslo bergen
	framdrift helsefellesskap helsefellesskapet sykehus sjukehus sykehuset hospital kommune kommunen sekretariat
	strategi handlingsplan partnerskap a b c x y z i is er the det my min mitt and og ok yes ja`
		.split(/\s+/)
		.filter(Boolean)
);
const longest = Math.max(...[...words].map((word) => word.length));

/** Keyboard rows and counting, which are walked rather than thought of. */
const walks = [
	'abcdefghijklmnopqrstuvwxyzæøå',
	'01234567890',
	'1234567890',
	'qwertyuiopå',
	'asdfghjkløæ',
	'zxcvbnm',
	'1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
	'q1w2e3r4t5y6u7i8o9p0'
].flatMap((walk) => [walk, [...walk].reverse().join('')]);

const disguises: Record<string, string> = {
	'0': 'o',
	'1': 'i',
	'3': 'e',
	'4': 'a',
	'5': 's',
	'7': 't',
	'@': 'a',
	$: 's',
	'!': 'i'
};

/** A year and a sign or two: what people add to a word to be let through. */
const additions = 6;

/**
 * Whether a password (lower case) is among the first that would be guessed: few different signs, a
 * number, a short piece over and over, or nothing but well-known words, walks along the keyboard
 * and a few additions.
 */
export function isCommon(password: string): boolean {
	if (new Set(password).size < 5 || /^\d+$/.test(password)) return true;
	if (/^(.{1,6}?)\1+.{0,5}$/u.test(password)) return true;
	const unwalked = withoutWalks(password);
	return [unwalked, withoutWalks(undisguised(password))].some((text) => {
		const letters = text.replace(/[^\p{L}]/gu, '');
		return text.length - letters.length <= additions && isMadeOfWords(letters);
	});
}

/** Signs that stand for letters inside a word, as in "p4ssw0rd", read as those letters. */
function undisguised(text: string): string {
	return text.replace(/[013457@$!](?=[013457@$!]*\p{L})/gu, (sign) => disguises[sign] ?? sign);
}

/** The text without its walks of four steps or more. */
function withoutWalks(text: string): string {
	let kept = '';
	for (let at = 0; at < text.length;) {
		const length = walkAt(text, at);
		if (length < 4) kept += text[at];
		at += length < 4 ? 1 : length;
	}
	return kept;
}

function walkAt(text: string, at: number): number {
	let length = 1;
	while (at + length < text.length && walks.some((walk) => walk.includes(text.slice(at, at + length + 1))))
		length++;
	return length;
}

/** Whether the letters are at most three of the words and nothing else. */
function isMadeOfWords(letters: string, left = 3): boolean {
	if (letters === '') return true;
	if (left === 0) return false;
	for (let length = Math.min(longest, letters.length); length > 0; length--)
		if (words.has(letters.slice(0, length)) && isMadeOfWords(letters.slice(length), left - 1)) return true;
	return false;
}
