"""What an editor asks of termlint, whatever it is asked through: open texts in, answers out."""
