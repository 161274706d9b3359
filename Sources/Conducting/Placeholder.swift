// placeholder until the first file of Conducting stands
