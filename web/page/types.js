/**
 * The shapes that the page works with: the engine's result (DESIGN 4.3), as
 * much of the engine as the page uses (4.6), and the page's own state. No code.
 *
 * All offsets are UTF-16 code units, half open, into `State.shown`.
 *
 * @typedef {[start: number, end: number]} Span
 *
 * @typedef {object} Change
 * @property {'capital' | 'stop' | 'space' | 'repair' | 'pronoun'} kind
 * @property {Span} at in the Text that the change belongs to
 * @property {string} from
 * @property {string} to
 * @property {Span} [evidence]
 *
 * @typedef {object} Text
 * @property {string} text
 * @property {'text' | 'title'} from
 * @property {number} source index of a sentence
 * @property {Span[]} spans
 * @property {Change[]} changes
 *
 * @typedef {object} Entity
 * @property {number} id
 * @property {string} type an OntoNotes name
 * @property {string} name
 * @property {Span[]} mentions
 * @property {number} salience 0 to 1000
 * @property {string} [value] of a date ISO 8601, where it has a place in time
 *
 * @typedef {object} Sentence
 * @property {number} start
 * @property {number} end
 * @property {number} block
 * @property {number} score 0 to 1000
 * @property {Record<string, number>} reasons each 0 to 1000
 * @property {boolean} chosen
 *
 * @typedef {object} Block
 * @property {number} start
 * @property {number} end
 * @property {string} kind
 * @property {number} [level]
 *
 * @typedef {object} LeftOut
 * @property {number} id
 * @property {number} start
 * @property {number} end
 * @property {string} reason
 *
 * @typedef {object} Notice
 * @property {string} code
 * @property {string} message
 *
 * @typedef {object} Result
 * @property {string} [text]
 * @property {{code: string, confidence: number}} language
 * @property {string} genre
 * @property {Text} headline
 * @property {Text[]} summary
 * @property {Entity[]} entities
 * @property {Sentence[]} sentences
 * @property {Block[]} blocks
 * @property {LeftOut[]} leftOut
 * @property {Notice[]} notices
 * @property {{characters: number, words: number, sentences: number,
 *     readingSeconds: number, summaryWords: number}} statistics
 *
 * @typedef {object} Article
 * @property {(options: object) => Promise<any>} summarise
 * @property {() => void} close
 *
 * @typedef {object} Engine
 * @property {(text: string, options: object) => Promise<Article>} analyse
 * @property {{name: string, error: unknown}[]} [parts] of the model
 * @property {(name: string) => Promise<unknown>} [reload] loads a part of the
 *     model that did not arrive
 * @property {() => void} destroy
 *
 * @typedef {(options: object) => Promise<Engine>} CreateEngine
 *
 * @typedef {'text' | 'markdown' | 'html'} InputKind
 * @typedef {'standfirst' | 'key-points' | 'teaser' | 'headline'} SummaryType
 * @typedef {'person' | 'place' | 'org' | 'group' | 'date' | 'number' | 'work'}
 *     GroupName
 *
 * @typedef {object} Problem something that could not be done, said above the
 *     headline
 * @property {string} code an error's or a notice's, or one of the page's own
 * @property {string} [message] the engine's words, for codes we do not know
 * @property {Record<string, string>} [values] what the sentence is filled with
 *
 * @typedef {object} Source a text as it came
 * @property {string} text
 * @property {InputKind} input how to read it
 * @property {Block[] | null} [blocks] where a front end found them, for `text`
 * @property {string | null} [date] of publication
 * @property {boolean} [repaired] some characters of its file were damaged
 *
 * @typedef {object} Choices what the reader asked of a text
 * @property {SummaryType} type
 * @property {number | null} length
 * @property {number} headlineWords
 * @property {string} focus
 * @property {number[]} keep
 * @property {LeftOut[]} putBack
 *
 * @typedef {Source & Partial<Choices>} Known a text and what is known of it
 *
 * @typedef {object} Work
 * @property {number} since `performance.now()` when the reading began
 * @property {string} stage of the engine, or `open`: a file is opened
 * @property {number} fraction 0 to 1
 *
 * @typedef {object} State
 * @property {'empty' | 'working' | 'ready' | 'editing'} phase
 * @property {string} text what is in the box, or stands behind the article
 * @property {InputKind} input how to read it
 * @property {Block[] | null} blocks that a front end found in the text
 * @property {string | null} date of the article
 * @property {string} shown the text that offsets point into
 * @property {Result | null} result
 * @property {Work | null} work
 * @property {Problem[]} problems of the last reading
 * @property {Problem | null} mishap of the last gesture (a file that is none)
 * @property {(() => Promise<void>) | null} update starts the new version that
 *     waits
 * @property {boolean} online
 * @property {SummaryType} type
 * @property {number | null} length sentences asked for; null: the slider was
 *     not touched, the type's own length holds
 * @property {number} headlineWords words asked for, type headline
 * @property {string} focus as typed
 * @property {number[]} keep left-out spans put back
 * @property {LeftOut[]} putBack what `keep` stands for
 * @property {ReadonlySet<GroupName>} hidden entity groups not underlined
 * @property {{id: number, index: number} | null} picked entity, and
 *     which of its mentions one is at (-1: none yet)
 * @property {number | null} lit sentence pointed at
 * @property {number | null} held sentence that one went to; lit until one
 *     goes on
 * @property {ReadonlySet<number>} unfolded positions in the summary;
 *     -1 is the headline
 * @property {number | null} why sentence whose reasons are open
 * @property {boolean} marks underlines and washes are drawn
 * @property {'system' | 'light' | 'dark'} theme
 * @property {import('./languages.js').Language} language of the interface
 * @property {boolean} keepText
 * @property {boolean} kept the browser keeps what it shall
 * @property {boolean} singleKeys shortcuts by one key are on
 * @property {Known | null} undo text that New text took away, for a while, or
 *     another text, until the next
 */
export {};
