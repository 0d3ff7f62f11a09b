/** Common words in Norwegian passwords, most likely first, in bokmål and nynorsk. */
const lists = {
	passwords: `passord passordet hemmelig hemmeleg hemmelighet løsenord velkommen velkomen hei hallo heisann logginn
		innlogging bruker brukar brukernavn brukarnamn endremeg byttmeg glemtpassord gjest tilgang nøkkel test prøve demo`,
	seasons: `sommer sommar vinter vår høst haust jul påske pinse ferie sommerferie sommarferie vinterferie nyttår`,
	months: `januar februar mars april mai juni juli august september oktober november desember`,
	weekdays: `mandag måndag tirsdag tysdag onsdag torsdag fredag lørdag laurdag søndag sundag`,
	everyday: `jegelskerdeg egelskardeg elsker elskar kjærlighet kjærleik kjæreste hjerte hjarte solskinn sola måne stjerne
		blomst hund katt hest bamse mamma pappa bestemor bestefar familie venner vener fotball håndball handball ski
		langrenn skøyter fisk fisketur hytte hytta båt båten fjell fjord skog norge noreg norsk nordmann kake sjokolade
		kaffe kaffi pizza øl taco prinsesse gutt gut jente jenter kongen dronning drage tiger løve ulv bjørn elg ørn
		rød raud blå grønn grøn gul svart hvit kvit bil volvo toyota sykkel eple banan faen helvete dritt fitte kuk`,
	work: `kommune kommunen fylkeskommune sykehus sjukehus sykehuset sjukehuset helse helsefellesskap helsefellesskapet
		framdrift sekretariat strategi handlingsplan partnerskap tiltak evaluering rapport lege sykepleier sjukepleiar
		pasient kontor jobb arbeid sjef leder leiar møte`,
	firstNames: `anne inger kari marit ingrid liv eva berit astrid bjørg hilde anna solveig marianne randi ida nina maria elisabeth
		kristin bente heidi silje hanne linda tone gerd elin tove wenche camilla ragnhild ellen karin hege anette ann
		julie else mona laila aud monica gunn helene emma nora sofie sara thea olivia ella frida amalie leah ingeborg
		jan per bjørn ole lars kjell knut arne svein thomas hans geir tor morten terje odd erik martin andreas john anders
		rune trond tore daniel jon kristian marius tom harald olav magnus gunnar stian rolf leif henrik øyvind espen
		christian nils einar helge alexander eirik jonas frode emil noah oliver jakob lucas filip liam oskar aksel
		sander kristoffer mathias sondre fredrik ola sigurd odin`,
	lastNames: `hansen johansen olsen larsen andersen pedersen nilsen kristiansen jensen karlsen johnsen pettersen eriksen
		berg haugen hagen johannessen andreassen jacobsen dahl jørgensen halvorsen henriksen lund nordmann bakken moen
		solberg strand lie`,
	places: `oslo bergen trondheim stavanger drammen fredrikstad kristiansand sandnes tromsø sarpsborg skien bodø ålesund
		sandefjord haugesund tønsberg moss porsgrunn arendal hamar larvik halden lillehammer molde harstad gjøvik
		narvik kongsberg kristiansund steinkjer alta notodden kragerø bamble langesund stathelle drangedal nome ulefoss
		midt-telemark bø tinn rjukan hjartdal seljord kviteseid nissedal fyresdal tokke vinje rauland siljan grenland
		gaustatoppen telemark vestfold agder rogaland vestland innlandet buskerud akershus østfold trøndelag nordland
		troms finnmark møre romsdal hordaland hedmark oppland lofoten svalbard sørlandet vestlandet østlandet`,
	clubs: `rosenborg brann vålerenga lillestrøm molde viking odd oddsballklubb odds glimt bodøglimt stabæk strømsgodset
		godset fredrikstad sarpsborg sandefjord haugesund hamkam kristiansund tromsø start aalesund lyn skeid kongsvinger
		mjøndalen sogndal bryne ranheim raufoss moss notodden pors larvik stord liverpool manchester arsenal chelsea
		tottenham leeds everton barcelona`
};

/** Returns a word as typed on a keyboard without Norwegian letters. */
function spellings(word: string): string[] {
	const oneLetter = word.replaceAll('æ', 'a').replaceAll('ø', 'o').replaceAll('å', 'a');
	const twoLetters = word.replaceAll('æ', 'ae').replaceAll('ø', 'oe').replaceAll('å', 'aa');
	return [word, oneLetter, twoLetters];
}

export const norwegianWords: Record<string, string[]> = Object.fromEntries(
	Object.entries(lists).map(([name, words]) => [
		name,
		[...new Set(words.trim().split(/\s+/).flatMap(spellings))]
	])
);
