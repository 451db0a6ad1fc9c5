/**
 * Documents of knowledge leaves: bytes to Markdown, whatever the format, and Markdown to chunks that a teacher can read.
 *
 * <p>The bytes are a stranger's. Whatever parses them runs in a process of its own ({@code ReaderProcess},
 * {@code ReaderMain}) with a small heap, a deadline and no environment, so that a bomb costs one document and not the run.
 */
@NullMarked
package treewarden.sdg.document;

import org.jspecify.annotations.NullMarked;
