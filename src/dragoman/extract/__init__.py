"""Document and pack in, claims out: pure, the same input gives the same claims."""
