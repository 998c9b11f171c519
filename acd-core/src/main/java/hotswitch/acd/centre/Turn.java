package hotswitch.acd.centre;

/** The verbs that every other verb is made of, over one centre. */
public final class Turn {
    public final Centre centre;
    public final AgentMoves moves;
    public final Playing playing;
    public final Intervals intervals;
    public final Talking talking;
    public final Clearing clearing;
    public final Notes notes;

    public Turn(Centre centre) {
        this.centre = centre;
        this.moves = new AgentMoves(centre);
        this.playing = new Playing(centre);
        this.intervals = new Intervals(centre);
        this.talking = new Talking(centre, moves, playing, intervals);
        this.clearing = new Clearing(centre, moves, talking, intervals);
        this.notes = new Notes(centre);
    }
}
