import type { ImportKey, LocalizedColumn, PlainColumn } from './column-keys';

/** Other headers accepted for the columns, in bokmål, nynorsk and English. */
export const columnSynonyms: Record<PlainColumn | LocalizedColumn, string> = {
	code: 'kode, tiltakskode, nr, nummer, tiltak nr, tiltaksnr, tiltaksnummer, id, no, number, measure code',
	title:
		'navn, namn, tiltak, tiltaksnavn, tiltaksnamn, tiltakstittel, tiltakets navn, namn på tiltaket, aktivitet, aktiviteter, aktivitetar, oppdrag tiltak, tiltak oppdrag, oppdrag, tiltak aktivitet, aktivitet tiltak, hva, kva, name, measure, overskrift, action, activity',
	summary:
		'beskrivelse, skildring, tiltaksbeskrivelse, tiltaksskildring, omtale, kort om tiltaket, om tiltaket, description, ingress, beskrivelse av tiltaket, beskrivelse av tiltak, skildring av tiltaket, skildring av tiltak, innhold, innhald',
	area: 'område, innsatsomraade, satsingsområde, hovedområde, hovudområde, tema, area',
	furtherAreas:
		'også i, også i område, flere områder, fleire område, andre områder, andre område, further areas',
	origin: 'type, slag, kind',
	lifecycle: 'avgjørelse, avgjerd, avgjøring, vedtak, livsløp, fase, bestemt, bestemt om tiltaket, decision',
	body: 'ansvar, ansvarlig, ansvarleg, ansvarlige, ansvarlege, hovedansvar, hovudansvar, hovedansvarlig, hovudansvarleg, ansvarlig fsu, ansvarleg fsu, eier, eigar, tiltakseier, tiltakseigar, prosjekteier, prosjekteigar, prosjektleder, prosjektleiar, hvem, kven, utvalg, utval, organ, ansvarlig organ, ansvarleg organ, ansvarlig enhet, ansvarleg eining, fsu, responsible, owner, body',
	contact: 'kontaktperson, contact person',
	targetGroup:
		'målgrupper, pasientgruppe, pasientgrupper, pasientgruppa, brukergruppe, brukargruppe, target groups',
	expectedEffect:
		'effekt, ønsket effekt, ønskt effekt, forventa effekt, venta verknad, mål, delmål, effektmål, hovedmål, hovudmål, resultatmål, målsetting, ønsket resultat, ønskt resultat, effect, goal',
	startsOn: 'start, startdato, oppstartsdato, fra, frå, start date, starts on',
	deadline:
		'tidsfrist, tidsramme, tidsplan, tidspunkt, tid, når, når tid, periode, gjennomføring, gjennomføres, sluttdato, slutt, ferdig innen, ferdig innan, til, due, due date, end, when',
	deadlineWords: 'fristen med ord, frist i ord, frist tekst',
	values: 'verdier, verdiar, kjerneverdi, values',
	challenges: 'utfordring, challenge',
	opportunities: 'mulighet, moglegheit, opportunity',
	partners:
		'medvirkende, medverkande, medvirker, samarbeidspartner, samarbeidspartnere, samarbeidspartnarar, involverte, deltar, deltek, parter, partar, deltakere, deltakarar, partners, participating',
	introducedAtHome: 'innføres hjemme, blir innført heime, innføring, introduced',
	weight: 'vekting',
	source: 'kilder, kjelder, sources',
	links:
		'lenke, lenkje, link, nettside, nettsider, nettadresse, nettadresser, url, hyperlenke, hyperlenker, mer informasjon, meir informasjon',
	note: 'merknader, merknadar, kommentar, kommentarer, kommentarar, notat, notes, comment, comments'
};

/** Headers of columns that only imports have: the status, and what becomes part of the note. */
export const importSynonyms: Record<Exclude<ImportKey, PlainColumn | `${string}.${string}`>, string> = {
	status:
		'status, statusvurdering, vurdering, risikovurdering, risikovurd, risiko, framdrift, fremdrift, tilstand, trafikklys, progress',
	extra:
		'økonomi, finansiering, ressurser, ressursar, ressursbruk, kostnad, kostnader, kostnadar, kr, kroner, budsjett, midler, midlar, tilskudd, tilskot, beløp, sum, vedtak nr, vedtaksnr, vedtaksnummer, saksnr, saksnummer, sak, sak nr, arkivsak, indikator, indikatorer, indikatorar, måleindikator, planlagt videre, planlagt vidare, videre arbeid, vidare arbeid, videre oppfølging, vidare oppfølging, neste steg, oppfølging, prioritet, forankring, risikotiltak, funding, budget, indicator'
};
