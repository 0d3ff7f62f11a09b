import type { WrittenForm } from '$lib/domain/localized';
import type { VerdictStatus } from '$lib/domain/verdict';
import type { DemoRound } from './story';

/** What the demo lets a committee say of its area as a whole. */
export interface VerdictStory {
	area: number;
	status: VerdictStatus;
	text: string;
	lang: WrittenForm;
}

/** Made up like the reports they sum up; in the open round only two have come. */
export const verdictStories: Record<DemoRound, VerdictStory[]> = {
	'2025': [
		{
			area: 1,
			status: 'on-track',
			text: 'Arbeidet er i gang på alle tiltakene. Brobyggerstillingen er den vi er mest usikre på.',
			lang: 'nb'
		},
		{
			area: 2,
			status: 'slightly-delayed',
			text: 'Kompetanseteamet er på plass. FACT går seinare enn vi trudde, fordi ingen har sett av pengar.',
			lang: 'nn'
		},
		{
			area: 3,
			status: 'on-track',
			text: 'Digital heimeoppfølging breier seg raskare enn venta. No må dei minste kommunane få hjelp til å kome i gang.',
			lang: 'nn'
		},
		{
			area: 4,
			status: 'on-track',
			text: 'Læringsnettverket gir resultater som merkes i hverdagen. Screeningen på sykehuset fungerer.',
			lang: 'nb'
		},
		{
			area: 6,
			status: 'slightly-delayed',
			text: 'Vi har kommet i gang, men avtalene tar lengre tid enn planlagt.',
			lang: 'nb'
		}
	],
	'2026-half': [
		{
			area: 1,
			status: 'on-track',
			text: 'Malen for avtaler om hjemmesykehus er ferdig. Brobyggerstillingen står uten søkere.',
			lang: 'nb'
		},
		{
			area: 2,
			status: 'delayed',
			text: 'FACT står til nokon vedtek finansieringa. Resten av området går som det skal.',
			lang: 'nn'
		},
		{
			area: 3,
			status: 'on-track',
			text: 'Fleire kommunar har kome med, og dei som har brukt løysinga ei tid, vil ikkje tilbake.',
			lang: 'nn'
		},
		{
			area: 4,
			status: 'on-track',
			text: 'Vi er der vi skal være. Fagforumet trenger en fast plass i kalenderen.',
			lang: 'nb'
		},
		{
			area: 5,
			status: 'slightly-delayed',
			text: 'Samhandlingstreninga står fordi ingen har hatt tid til å leie arbeidet. Det må vi ordne før hausten.',
			lang: 'nn'
		},
		{
			area: 6,
			status: 'slightly-delayed',
			text: 'Styringsdata er i bruk i flere møter. Revisjonen av avtalene trenger en ny frist.',
			lang: 'nb'
		}
	],
	'2026': [
		{
			area: 3,
			status: 'on-track',
			text: 'Over halvparten av kommunane bruker digital heimeoppfølging. Neste år handlar det om dei som står att.',
			lang: 'nn'
		},
		{
			area: 4,
			status: 'on-track',
			text: 'Screeningen er i drift, og læringsnettverket går videre med egne krefter.',
			lang: 'nb'
		}
	]
};
