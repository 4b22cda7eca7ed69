// Texts of the scripts. The English one stands where it is used and is the key; the server has the others (src/TacWeb/Languages/ScriptTexts.*.resx).
const language = document.documentElement.lang || 'en';
const words = language === 'en' ? {} : (await import(`../texts/${language}.js`)).default;
const fill = (text, values) => text.replace(/\{(\d)\}/g, (_, place) => values[place]);

/** A number as the reader's language writes it. */
export const number = value => value.toLocaleString(language);

/** A text in the reader's language; {0}, {1}… stand for the values. */
export const t = (text, ...values) => fill(words[text] ?? text, values);

/** A number of things: count(3, '{0} image', '{0} images'). */
export const count = (value, one, many) => fill(words[many] ?? (value === 1 ? one : many), [number(value)]);

/** An address of the API with the reader's language, so that names come in it. */
export const spoken = address => language === 'en' ? address : `${address}${address.includes('?') ? '&' : '?'}language=${language}`;
