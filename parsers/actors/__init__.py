"""Who acts: people, their titles and states, in all the forms in which print names them."""
