package treewarden.store;

import java.time.Instant;

/** The tables, one class each. Within {@link Database#read} they can only be read. */
public class Tables {
    private final Session session;

    Tables(Session session) {
        this.session = session;
    }

    public Repositories repositories() {
        return new Repositories(session);
    }

    public Contributions contributions() {
        return new Contributions(session);
    }

    public Deliveries deliveries() {
        return new Deliveries(session);
    }

    public Runs runs() {
        return new Runs(session);
    }

    public Approvals approvals() {
        return new Approvals(session);
    }

    public Samples samples() {
        return new Samples(session);
    }

    public Prechecks prechecks() {
        return new Prechecks(session);
    }

    public Releases releases() {
        return new Releases(session);
    }

    public EvaluatedReleases evaluatedReleases() {
        return new EvaluatedReleases(session);
    }

    public TrialQuestions trialQuestions() {
        return new TrialQuestions(session);
    }

    public Jobs jobs() {
        return new Jobs(session);
    }

    public JobAttempts jobAttempts() {
        return new JobAttempts(session);
    }

    public SaidByJobs saidByJobs() {
        return new SaidByJobs(session);
    }

    public CommandsGiven commandsGiven() {
        return new CommandsGiven(session);
    }

    public Outbox outbox() {
        return new Outbox(session);
    }

    public ForgeIds forgeIds() {
        return new ForgeIds(session);
    }

    public ArtifactTable artifacts() {
        return new ArtifactTable(session);
    }

    public LeafExamples leafExamples() {
        return new LeafExamples(session);
    }

    public TokenAccounts tokenAccounts() {
        return new TokenAccounts(session);
    }

    public LastLooks lastLooks() {
        return new LastLooks(session);
    }

    public Redeliveries redeliveries() {
        return new Redeliveries(session);
    }

    public AnsweredComments answeredComments() {
        return new AnsweredComments(session);
    }

    public CheckedBases checkedBases() {
        return new CheckedBases(session);
    }

    public BlobNames blobNames() {
        return new BlobNames(session);
    }

    public PageSessions pageSessions() {
        return new PageSessions(session);
    }

    public UndoOffers undoOffers() {
        return new UndoOffers(session);
    }

    public PageReplies pageReplies() {
        return new PageReplies(session);
    }

    public SearchContributions search() {
        return new SearchContributions(session);
    }

    public OpenLeaves openLeaves() {
        return new OpenLeaves(session);
    }

    public QueueDays queueDays() {
        return new QueueDays(session);
    }

    public SavedViews savedViews() {
        return new SavedViews(session);
    }

    public Audit audit() {
        return new Audit(session);
    }

    public Workers workers() {
        return new Workers(session);
    }

    public ApiTokens apiTokens() {
        return new ApiTokens(session);
    }

    /** What the database's clock says. */
    public Instant now() {
        return Instant.ofEpochMilli(session().now());
    }

    Session session() {
        return session;
    }
}
