package treewarden.taxonomy.rules;

import java.util.List;
import treewarden.taxonomy.RuleSetting;

/** No character is invisible: what a reviewer reads is what the model learns. */
public final class HiddenCharacter implements Rule {
    @Override
    public String name() {
        return "hidden-character";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return "No zero-width, control or tag characters, which come with text copied from web pages or hide instructions."
                + " Joiners inside emoji and scripts that need them are let pass.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        return InvisibleText.remarks(subject, new InvisibleText.Search() {
            @Override
            public boolean isMeant(String text, int index) {
                return isHidden(text, index);
            }

            @Override
            public String message(String name) {
                return "There is an invisible character here: " + name + ".";
            }
        });
    }

    private static boolean isHidden(String text, int index) {
        var c = text.codePointAt(index);
        return switch (c) {
            case '\n', '\t', '\r' -> false;
            case 0x200C, 0x200D -> !joins(text, index);
            default -> !BidirectionalCharacter.isControl(c) && isInvisible(c);
        };
    }

    private static boolean isInvisible(int c) {
        var type = Character.getType(c);
        return type == Character.CONTROL || type == Character.FORMAT || c == 0x115F || c == 0x3164 || c == 0xFFA0;
    }

    /** A joiner between two characters beyond ASCII: part of an emoji, or of a script that needs it. */
    private static boolean joins(String text, int index) {
        return index > 0
                && text.codePointBefore(index) > 0x2FF
                && (index + 1 == text.length() || text.codePointAt(index + 1) > 0x2FF || text.charAt(index + 1) <= ' ');
    }
}
