package treewarden.sdg.document;

/** The one sentence about documents that hold too much text. */
final class TooLong {
    private TooLong() {}

    static UnreadableException with(int longest) {
        return new UnreadableException("it holds more than " + longest
                + " characters of text, the most that is read of one document: split it into several files");
    }
}
