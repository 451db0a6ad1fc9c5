package treewarden.taxonomy;

/** Whether one word was probably meant as another. */
final class Spelling {
    private static final int FARTHEST = 2;

    private Spelling() {}

    /** Whether at most two letters were added, left out or changed, capitals and hyphens aside. */
    static boolean isNear(String written, String meant) {
        var plain = written.toLowerCase(java.util.Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Math.abs(plain.length() - meant.length()) <= FARTHEST && distance(plain, meant) <= FARTHEST;
    }

    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
