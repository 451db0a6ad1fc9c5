package treewarden.taxonomy.rules;

import java.util.List;
import treewarden.taxonomy.RuleSetting;

/** No character turns the direction of writing around, which shows a reviewer other words than the file has. */
public final class BidirectionalCharacter implements Rule {
    @Override
    public String name() {
        return "bidirectional-character";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.ERROR;
    }

    @Override
    public String documentation() {
        return "No characters that override or isolate the direction of writing; Hebrew, Arabic and their marks need none of them.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        // Asked once: a file may hold a million marks.
        var marksBelong = hasRightToLeft(subject.source().text());
        return InvisibleText.remarks(subject, new InvisibleText.Search() {
            @Override
            public boolean isMeant(String text, int index) {
                var c = text.codePointAt(index);
                return isOverride(c) || (isMark(c) && !marksBelong);
            }

            @Override
            public String message(String name) {
                return "There is a character here that changes the direction of writing: " + name
                        + ". What is shown may not be what is written.";
            }
        });
    }

    static boolean isControl(int c) {
        return isOverride(c) || isMark(c);
    }

    private static boolean isOverride(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isMark(int c) {
        return c == 0x200E || c == 0x200F || c == 0x061C;
    }

    private static boolean hasRightToLeft(String text) {
        return text.codePoints().anyMatch(c -> {
            var direction = Character.getDirectionality(c);
            return !isMark(c)
                    && (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                            || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC);
        });
    }
}
