/* Dates, moments and numbers as the reader writes them; in files of their own, as the words are. */
export * from './format/date';
export * from './format/moment';
export * from './format/number';
