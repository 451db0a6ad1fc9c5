package treewarden.sdg.document;

/**
 * A piece of a document that stands alone.
 *
 * @param text Markdown: the headings above it, then what stands below them
 * @param number in its document, from 0
 */
public record Chunk(String text, int number) {}
