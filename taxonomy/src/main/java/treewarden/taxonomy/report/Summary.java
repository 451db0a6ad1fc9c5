package treewarden.taxonomy.report;

import treewarden.domain.CheckedLeaf;

/** How many files were checked, and what they had. */
public record Summary(int files, long errors, long warnings) {
    public static final Summary NOTHING = new Summary(0, 0, 0);

    public Summary plus(CheckedLeaf leaf) {
        return new Summary(files + 1, errors + leaf.errors(), warnings + leaf.warnings());
    }

    /** {@code 3 files checked: 2 errors, 1 warning.} */
    public String words() {
        return count(files, "file") + " checked: "
                + (errors + warnings == 0
                        ? "nothing to change."
                        : count(errors, "error") + ", " + count(warnings, "warning") + ".");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
