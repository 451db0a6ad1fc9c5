package treewarden.sdg.quality;

/** Tells an answer that seems to end in mid-sentence. It may be meant so, so that it is only counted. */
final class CutOff {
    /** A short answer need not be a sentence. */
    private static final int PROSE = 20;

    private CutOff() {}

    static boolean looks(String answer) {
        var text = answer.stripTrailing();
        if (text.isEmpty()) {
            return false;
        }
        int last = text.codePointBefore(text.length());
        var line = Words.of(text.substring(text.lastIndexOf('\n') + 1));
        return (Character.isLetterOrDigit(last) || last == ',' || last == ';') && line.size() >= PROSE;
    }
}
