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

    /**
     * Applies the fixes of one file's findings; a byte order mark goes when anything does.
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
        var out = new StringBuilder();
        var at = 0;
        var applied = 0;
        for (var edit : edits) {
            if (edit.from() >= at) {
                out.append(source.text(), at, edit.from()).append(edit.text());
                at = edit.to();
                applied++;
            }
        }
        out.append(source.text(), at, source.text().length());
        return new Fixed(out.toString().getBytes(StandardCharsets.UTF_8), applied);
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
