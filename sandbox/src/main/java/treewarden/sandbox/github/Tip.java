package treewarden.sandbox.github;

/** A branch of a repository and the commit at which a pull request sees it. */
record Tip(Repository repository, String branch, String sha) {

    Tip at(String other) {
        return new Tip(repository, branch, other);
    }

    /** The branch with its owner, such as {@code ada:patch-1}. */
    String label() {
        return repository.owner().login() + ":" + branch;
    }
}
