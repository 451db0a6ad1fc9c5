package treewarden.taxonomy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import treewarden.domain.Edit;
import treewarden.domain.Finding;
import treewarden.taxonomy.yaml.Source;

/** Carries out the fixes that findings bring. */
public final class Fixes {
    private Fixes() {}

    /**
     * The file after its fixes.
     *
     * @param applied how many there were; of two fixes that overlap the first in the file is made, the other waits for the
     *     next time
     */
    public record Fixed(byte[] bytes, int applied) {}

    private record Replacement(int from, int to, String text) {}

    /** The line breaks of a file are mended together: a file with two kinds of them would be worse than before. */
    private static final String LINE_BREAKS = "(new-lines)";

    /**
     * Applies the fixes of one file's findings; a byte order mark goes when anything does. What is put in has the line
     * breaks that the file has.
     *
     * @param findings of this very file: those about another file beside it must be left out by the caller
     */
    public static Fixed apply(byte[] file, List<Finding> findings) {
        var source = Source.lenient(file);
        var damaged = source.text().indexOf('\uFFFD') >= 0;
        var edits = damaged ? List.<Replacement>of() : replacements(source, findings);
        if (edits.isEmpty()) {
            return new Fixed(file, 0);
        }
        var text = source.text();
        var out = new StringBuilder();
        var at = 0;
        var applied = 0;
        for (var edit : edits) {
            if (edit.from() >= at) {
                out.append(text, at, edit.from()).append(edit.text());
                at = edit.to();
                applied++;
            }
        }
        var mended = out.append(text, at, text.length()).toString();
        return new Fixed(withBreaks(mended, text, findings).getBytes(StandardCharsets.UTF_8), applied);
    }

    private static String withBreaks(String mended, String before, List<Finding> findings) {
        var toUnix = findings.stream().anyMatch(Fixes::mendsAllBreaks);
        var first = before.indexOf('\n');
        var isWindows = first > 0 && before.charAt(first - 1) == '\r';
        if (toUnix) {
            return mended.replace("\r\n", "\n");
        }
        return isWindows ? mended.replaceAll("(?<!\r)\n", "\r\n") : mended;
    }

    /** Whether the fix of a finding changes every line of its file. */
    public static boolean mendsAllBreaks(Finding finding) {
        return finding.fix() != null
                && finding.rule().equals("lint")
                && finding.message().endsWith(LINE_BREAKS);
    }

    private static List<Replacement> replacements(Source source, List<Finding> findings) {
        var replacements = new ArrayList<Replacement>();
        for (var finding : findings) {
            Edit fix = finding.fix();
            if (fix != null) {
                var from = source.indexOf(fix.from());
                replacements.add(new Replacement(from, Math.max(from, source.indexOf(fix.to())), fix.replacement()));
            }
        }
        replacements.sort(Comparator.comparingInt(Replacement::from).thenComparingInt(Replacement::to));
        return replacements.stream().distinct().toList();
    }
}
