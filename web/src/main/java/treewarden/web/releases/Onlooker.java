package treewarden.web.releases;

/**
 * Who looks at a release.
 *
 * @param mayAsk whether they may put questions to a candidate
 */
record Onlooker(Duty duty, boolean mayAsk) {}
