package treewarden.web.audit;

/** The forms in which the audit leaves the house. */
public enum AuditFormat {
    /** For spreadsheets. A cell that one would take for a formula begins with an apostrophe. */
    CSV("text/csv; charset=utf-8", "audit.csv"),
    /** An array of objects, with every text as it is stored, so that the hashes can be computed again. */
    JSON("application/json", "audit.json");

    private final String contentType;
    private final String fileName;

    AuditFormat(String contentType, String fileName) {
        this.contentType = contentType;
        this.fileName = fileName;
    }

    public String contentType() {
        return contentType;
    }

    public String fileName() {
        return fileName;
    }
}
