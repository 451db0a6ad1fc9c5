package treewarden.sdg.quality;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a reader sees is what the model learns: no control characters, nothing invisible, nothing broken. */
final class HiddenCharacters implements Check {
    private static final int BLACK_FLAG = 0x1F3F4;

    @Override
    public String name() {
        return "hidden-characters";
    }

    @Override
    public String documentation() {
        return "No control, zero-width or broken characters. Joiners inside emoji and scripts that need them, and marks"
                + " of direction in text that runs from right to left, are let pass.";
    }

    @Override
    public String remedy() {
        return "Take such characters out of the seed examples and of the document, where they usually come from.";
    }

    @Override
    public boolean yieldsToSeeds() {
        return false;
    }

    @Override
    public @Nullable String trouble(Subject subject) {
        return subject.inAnyPart(HiddenCharacters::first);
    }

    private static @Nullable String first(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || c < ' ') {
                int whole = text.codePointAt(i);
                if (isHidden(text, i, whole)) {
                    return "has an invisible or broken character in it: " + name(whole);
                }
                i += Character.charCount(whole) - 1;
            }
        }
        return null;
    }

    private static boolean isHidden(String text, int index, int c) {
        return switch (c) {
            case '\n', '\t', '\r' -> false;
            case 0x200C, 0x200D -> !joins(text, index);
            case 0x200E, 0x200F, 0x061C -> !runsRightToLeft(text);
            case 0x115F, 0x1160, 0x3164, 0xFFA0, 0xFFFD -> true;
            default ->
                switch (Character.getType(c)) {
                    case Character.FORMAT -> !isOfFlag(text, index, c);
                    case Character.CONTROL,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> true;
                    default -> false;
                };
        };
    }

    /** A joiner after a character beyond Latin: part of an emoji, or of a script that needs it. */
    private static boolean joins(String text, int index) {
        return index > 0 && text.codePointBefore(index) > 0x2FF;
    }

    private static boolean runsRightToLeft(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
    }

    /** The flags of England, Scotland and Wales are a black flag with invisible letters after it. */
    private static boolean isOfFlag(String text, int index, int c) {
        int before = index;
        int tag = c;
        while (tag >= 0xE0020 && tag <= 0xE007F && before > 0 && index - before < 16) {
            tag = text.codePointBefore(before);
            before -= Character.charCount(tag);
        }
        return tag == BLACK_FLAG && before < index;
    }

    private static String name(int c) {
        var name = Character.getName(c);
        return String.format(Locale.ROOT, "U+%04X", c) + (name == null ? "" : " " + name);
    }
}
