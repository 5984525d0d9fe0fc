/**
 * The types of options and results (docs/javascript.md, and the JSON Schema in
 * docs/result.schema.json). Offsets are UTF-16 code units into the text as
 * given, half open: what `slice` takes.
 *
 * @typedef {[start: number, end: number]} Span
 *
 * @typedef {'PERSON' | 'NORP' | 'FAC' | 'ORG' | 'GPE' | 'LOC' | 'PRODUCT' |
 *     'EVENT' | 'WORK_OF_ART' | 'LAW' | 'LANGUAGE' | 'DATE' | 'TIME' |
 *     'PERCENT' | 'MONEY' | 'QUANTITY' | 'ORDINAL' | 'CARDINAL'} EntityType
 *
 * @typedef {'news' | 'feature' | 'report' | 'paper' | 'conversation' |
 *     'encyclopaedia' | 'fiction' | 'list' | 'unknown'} Genre
 *
 * @typedef {'clean' | 'segment' | 'tag' | 'entity' | 'rank'} Stage
 */

/**
 * What an article may be analysed with.
 *
 * @typedef {object} AnalyseOptions
 * @property {'text' | 'markdown' | 'html'} [input] `text` by default
 * @property {string | null} [title] the article's own headline
 * @property {string | null} [date] of the article, YYYY-MM-DD
 * @property {'auto' | 'en'} [language] `auto` by default
 * @property {boolean | EntityType[]} [entities] true by default
 * @property {number[]} [keep] ids of left-out spans to put back
 * @property {Block[]} [blocks] where the caller knows the text's structure
 * @property {AbortSignal} [signal] stops the work
 * @property {(progress: Progress) => void} [onprogress]
 *
 * @typedef {object} Progress
 * @property {Stage} stage that is being worked on
 * @property {number} fraction of the whole analysis, 0 to 1
 */

/**
 * What a summary may be asked for with.
 *
 * @typedef {object} SummariseOptions
 * @property {'standfirst' | 'tldr' | 'key-points' | 'teaser' | 'headline'}
 *     [type] `standfirst` by default
 * @property {'short' | 'medium' | 'long' | {sentences: number} |
 *     {words: number} | {ratio: number}} [length] `medium` by default
 * @property {'none' | 'light' | 'full'} [compression]
 * @property {string[]} [focus] words or names the summary should be about
 * @property {number} [headlineWords] 5 to 30, 12 by default
 * @property {boolean} [timings] whether the result says how long it took
 * @property {AbortSignal} [signal]
 */

/**
 * @typedef {object} Result
 * @property {1} version
 * @property {string} [text] where a front end made the text that offsets mean
 * @property {{code: string, confidence: number}} language
 * @property {Genre} genre
 * @property {Text | null} headline null if the text has no words
 * @property {Text[]} summary of type `key-points`: one a point
 * @property {Entity[]} entities
 * @property {Dateline} [dateline] what a date line said that was left out
 * @property {Sentence[]} sentences
 * @property {Block[]} blocks
 * @property {LeftOut[]} leftOut
 * @property {Notice[]} notices
 * @property {Statistics} statistics
 *
 * @typedef {object} Text
 * @property {string} text
 * @property {'text' | 'title'} from
 * @property {number | null} source index into `sentences`; null: the title
 * @property {Span[]} spans whose pieces, in order, are this text
 * @property {Change[]} changes every exception to that
 *
 * @typedef {object} Change
 * @property {'capital' | 'stop' | 'space' | 'repair' | 'pronoun'} kind
 * @property {Span} at in the Text
 * @property {string} from
 * @property {string} to
 * @property {Span} [evidence] in the article
 *
 * @typedef {object} Entity
 * @property {number} id
 * @property {EntityType} type
 * @property {string} name
 * @property {Span[]} mentions
 * @property {Span[]} [pronouns] of a person; no mentions
 * @property {number} salience 0 to 1000
 * @property {string} [value] normalised
 * @property {Record<string, string>} [attributes]
 *
 * @typedef {object} Dateline
 * @property {Span} [place] in the article's text
 * @property {number} [entity] the place, where the article names it too
 * @property {Span} [date]
 *
 * @typedef {object} Sentence
 * @property {number} start
 * @property {number} end
 * @property {number} block index into `blocks`
 * @property {number} score 0 to 1000
 * @property {Record<string, number>} reasons parts of the score
 * @property {boolean} chosen
 *
 * @typedef {object} Block
 * @property {number} start
 * @property {number} end
 * @property {'title' | 'heading' | 'paragraph' | 'list-item' | 'quotation' |
 *     'caption' | 'table' | 'code'} kind
 * @property {number} [level] of a heading
 *
 * @typedef {object} LeftOut
 * @property {number} id for `keep`
 * @property {number} start
 * @property {number} end
 * @property {string} reason
 *
 * @typedef {object} Notice
 * @property {string} code one of docs/errors-and-notices.md
 * @property {string} message
 *
 * @typedef {object} Statistics
 * @property {number} characters
 * @property {number} words
 * @property {number} sentences
 * @property {number} readingSeconds
 * @property {number} summaryWords
 * @property {number} [milliseconds] with `timings`: analysing and summarising
 */

export {};
